package io.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.spring.app.App;
import io.keystile.spring.jdbc.JoinedCredentials;
import io.keystile.spring.test.AutoConfigureKeystile;
import io.keystile.spring.test.TestKeys;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** How an application's own tests call it with keys. */
@SpringBootTest(
        classes = App.class,
        properties = {
            "keystile.prefix=acme",
            "keystile.client-address=peer",
            "keystile.policy=classpath:app-policy.json",
            "spring.flyway.enabled=false",
            "spring.datasource.generate-unique-name=true"
        })
@AutoConfigureKeystile
class SliceTest {
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private TestKeys keys;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private WebApplicationContext context;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ObjectProvider<JoinedCredentials> database;

    private MockHttpServletResponse get(String path, String key) throws Exception {
        MockMvc mvc = MockMvcBuilders.webAppContextSetup(context)
                .addFilters(context.getBean("springSecurityFilterChain", Filter.class))
                .build();
        return mvc.perform(MockMvcRequestBuilders.get(path).header("X-API-Key", key))
                .andReturn()
                .getResponse();
    }

    @Test
    void keysInMemory_passTheApplicationsOwnFilters() throws Exception {
        assertThat(get("/api/keys", keys.withScopes("mandates:read")).getContentAsString())
                .isEqualTo(TestKeys.OWNER);
        assertThat(get("/api/keys", keys.withScopes("other")).getStatus()).isEqualTo(403);
        assertThat(get("/api/keys", "garbage").getStatus()).isEqualTo(401);
        assertThat(get("/api/nowhere", keys.withFullAccess()).getStatus()).isEqualTo(404);
        assertThat(database.getIfAvailable()).isNull();
    }
}

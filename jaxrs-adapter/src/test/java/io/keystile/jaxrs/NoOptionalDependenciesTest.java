package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

/** The adapter as an embedder has it who takes no keystile-oauth2; the pom runs this test without it. */
class NoOptionalDependenciesTest {
    @Test
    void optionalDependency_isAbsent() {
        assertThatThrownBy(() -> Class.forName("io.keystile.oauth.TokenEndpoint"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    /** A runtime reads all of a feature's methods and fields as it injects: none may name a type that isn't there. */
    @Test
    void feature_worksWithoutIt() {
        Service service = Service.ofItems();
        try (RestServer server = RestServer.start(service.feature(), Items.class)) {
            assertThat(server.get("/api/items", service.key("items")).body()).isEqualTo("served");
            assertThat(server.get("/api/items").status()).isEqualTo(401);
            assertThat(server.get("/api/items", "Authorization: Bearer a.b.c").status())
                    .isEqualTo(401);
        }
    }

    /** Served to who may. */
    @Path("items")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** Says so. */
        @GET
        public String get() {
            return "served";
        }
    }
}

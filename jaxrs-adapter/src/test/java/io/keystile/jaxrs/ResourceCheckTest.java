package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keystile.ConfigurationException;
import io.keystile.credential.Plane;
import io.keystile.testkit.LogCapture;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the start says of resource methods, and which ones stop it. */
class ResourceCheckTest {
    private final Service service = Service.with(policy -> policy.scope("/api/items", "items")
            .plane(Plane.PRINCIPAL, "/api/notes")
            .open("GET", "/api/health$"));

    /** The application lies where the policy guards nothing. */
    private final KeystileFeature elsewhere = KeystileFeature.inServlet(service.keystile(), "/elsewhere");

    private static List<String> problems(KeystileFeature feature, Object... resources) {
        Throwable at = catchThrowable(() -> start(feature, resources));
        while (at != null && !(at instanceof ConfigurationException)) {
            at = at.getCause();
        }
        return at instanceof ConfigurationException told ? told.problems() : List.of();
    }

    private static void start(KeystileFeature feature, Object... resources) {
        List<Object> all = new ArrayList<>(Arrays.asList(resources));
        all.add(feature);
        RestServer.start(all.toArray()).close();
    }

    @Test
    void everyMethod_isLoggedWithItsRule() {
        try (LogCapture log = LogCapture.start("io.keystile.jaxrs")) {
            start(service.feature(), Items.class, Health.class);

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("GET /api/items/{id} (Items.one): guarded root /api; ")
                            .contains("items")
                            .contains("annotated: read"))
                    .anySatisfy(line -> assertThat(line).contains("DELETE /api/items/{id} (Items.drop): "))
                    .anySatisfy(line -> assertThat(line).contains("/api/items/{id}/parts (Items.parts, locator): "))
                    .anySatisfy(line -> assertThat(line).contains("GET /api/health (Health.well): "));
        }
    }

    @Test
    void uncoveredMethods_stopTheStart_allOfThemNamed() {
        assertThat(problems(elsewhere, Health.class, Locating.class))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("GET /elsewhere/health (Health.well): in no guarded root")
                        .contains("leavingOpen(\"GET /elsewhere/health\")"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("/elsewhere/locating/deeper (Locating.deeper, locator): leads to"));
    }

    @Test
    void uncoveredMethodOfAnObject_stopsTheStart() {
        assertThat(problems(elsewhere, new Health())).singleElement().asString().startsWith("GET /elsewhere/health");
    }

    @Test
    void namedExceptions_start() {
        assertThat(catchThrowable(() -> start(
                        elsewhere.leavingOpen("GET /elsewhere/health", "/elsewhere/locating/deeper"),
                        Health.class,
                        Locating.class)))
                .isNull();
    }

    @Test
    void exceptionForOneMethod_isNoneForAnother() {
        assertThat(problems(elsewhere.leavingOpen("POST /elsewhere/health"), Health.class))
                .hasSize(1);
    }

    @Test
    void withoutTheCheck_starts() {
        assertThat(catchThrowable(() -> start(elsewhere.withoutResourceCheck(), Health.class)))
                .isNull();
    }

    @Test
    void annotationOnALocator_stopsTheStart() {
        assertThat(problems(service.feature(), AnnotatedLocator.class))
                .singleElement()
                .asString()
                .contains("@RequiresScope on a locator");
    }

    @Test
    void annotationWhereThePolicyLetsEveryoneIn_stopsTheStart() {
        assertThat(problems(service.feature(), AnnotatedHealth.class))
                .singleElement()
                .asString()
                .contains("where the policy reads no credential");
    }

    @Test
    void annotationThatIsNoScope_stopsTheStart() {
        assertThat(problems(service.feature(), Malformed.class))
                .singleElement()
                .asString()
                .startsWith("GET /api/malformed");
    }

    @Test
    void scopesByAnnotation_methodWithoutOne_stopsTheStart() {
        assertThat(problems(service.feature().scopesByAnnotation(), Notes.class, Items.class, Health.class))
                .singleElement()
                .asString()
                .startsWith("GET /api/notes (Notes.silent): its rule leaves the scope to @RequiresScope");
    }

    @Test
    void ruleThatAsksNothing_withoutScopesByAnnotation_starts() {
        assertThat(catchThrowable(() -> start(service.feature(), Notes.class))).isNull();
    }

    /** Covered by a rule. */
    @Path("items/{id}")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** With a scope of its own. */
        @GET
        @RequiresScope("read")
        public String one() {
            return "one";
        }

        /** Without. */
        @DELETE
        public void drop() {}

        /** A locator. */
        @Path("parts")
        public Object parts() {
            return this;
        }
    }

    /** Open in the policy's place. */
    @Path("health")
    public static final class Health {
        /** Made by the runtime. */
        public Health() {}

        /** Open. */
        @GET
        public String well() {
            return "well";
        }
    }

    /** A locator alone. */
    @Path("locating")
    public static final class Locating {
        /** Made by the runtime. */
        public Locating() {}

        /** A locator. */
        @Path("deeper")
        public Object deeper() {
            return this;
        }
    }

    /** Annotated where nothing can be asked. */
    @Path("locating")
    public static final class AnnotatedLocator {
        /** Made by the runtime. */
        public AnnotatedLocator() {}

        /** A locator. */
        @Path("deeper")
        @RequiresScope("deeper")
        public Object deeper() {
            return this;
        }
    }

    /** Annotated where nobody is asked. */
    @Path("health")
    public static final class AnnotatedHealth {
        /** Made by the runtime. */
        public AnnotatedHealth() {}

        /** Open, and not. */
        @GET
        @RequiresScope("health")
        public String well() {
            return "well";
        }
    }

    /** Annotated with no scope's name. */
    @Path("malformed")
    public static final class Malformed {
        /** Made by the runtime. */
        public Malformed() {}

        /** Nobody can have it. */
        @GET
        @RequiresScope("two words")
        public String malformed() {
            return "malformed";
        }
    }

    /** Under a rule that asks nothing. */
    @Path("notes")
    public static final class Notes {
        /** Made by the runtime. */
        public Notes() {}

        /** Says nothing. */
        @GET
        public String silent() {
            return "silent";
        }

        /** Says that it asks nothing. */
        @GET
        @Path("said")
        @RequiresScope({})
        public String said() {
            return "said";
        }
    }
}

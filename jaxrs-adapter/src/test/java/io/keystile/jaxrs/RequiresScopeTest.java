package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.ServerSetup;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequiresScopeTest {
    private static final String ALICE = ServerSetup.SESSION_HEADER + ": alice";

    private final Service service = Service.with(policy -> policy.plane(Plane.PRINCIPAL, "/api/notes")
            .plane(Plane.PRINCIPAL, "/api/bare")
            .scopeOrSession("/api/items", "items")
            .open("/api/open"));
    private final RestServer server = RestServer.start(
            service.feature().scopesByAnnotation().withoutResourceCheck(),
            Items.class,
            Notes.class,
            Bare.class,
            Inheriting.class,
            Open.class);

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertForbidden(RawAnswer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.uniform())
                .isEqualTo(server.get("/api/items/read", service.key("other")).uniform());
    }

    @Test
    void bothGiven_bothMustHold() {
        assertThat(server.get("/api/items/read", service.key("items", "read")).body())
                .isEqualTo("read");
        assertForbidden(server.get("/api/items/read", service.key("items")));
        assertForbidden(server.get("/api/items/read", service.key("read")));
        assertThat(server.get("/api/items/read").status()).isEqualTo(401);
    }

    @Test
    void refusalByAnnotation_hasItsReasonAndSpendsOnce() {
        RawAnswer answer = server.get("/api/items/read", service.key("items"));

        assertThat(service.reasonOf(answer)).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(service.spent()).isEqualTo(1);
    }

    @Test
    void severalScopes_areAllAskedFor() {
        assertForbidden(server.get("/api/items/both", service.key("items", "read")));
        assertThat(server.get("/api/items/both", service.key("items", "read", "write"))
                        .body())
                .isEqualTo("both");
    }

    @Test
    void classAndMethod_addUp() {
        assertForbidden(server.get("/api/notes/7", service.key("notes:read")));
        assertForbidden(server.get("/api/notes/7", service.key("notes")));
        assertThat(server.get("/api/notes/7", service.key("notes", "notes:read"))
                        .body())
                .isEqualTo("note");
    }

    @Test
    void classOfALocator_isAskedOfWhatItLeadsTo() {
        assertForbidden(server.get("/api/notes/7/pages", service.key("pages")));
        assertForbidden(server.get("/api/notes/7/pages", service.key("notes")));
        assertThat(server.get("/api/notes/7/pages", service.key("notes", "pages"))
                        .body())
                .isEqualTo("pages");
    }

    @Test
    void interfaceOfAResource_isAskedToo() {
        assertForbidden(server.get("/api/items/inherited", service.key("items")));
        assertThat(server.get("/api/items/inherited", service.key("items", "inherited"))
                        .body())
                .isEqualTo("inherited");
    }

    @Test
    void fullAccess_hasEveryScope() {
        assertThat(server.get("/api/items/both", service.key(Access.full(), Environment.LIVE))
                        .body())
                .isEqualTo("both");
    }

    @Test
    void session_needsNone() {
        assertThat(server.get("/api/items/read", ALICE).body()).isEqualTo("read");
    }

    @Test
    void openRoute_withAnAnnotation_letsNobodyIn() {
        assertThat(server.get("/api/open/annotated").status()).isEqualTo(401);
        assertThat(server.get("/api/open/annotated", service.key("items")).status())
                .isEqualTo(401);
        assertThat(server.get("/api/open/plain").body()).isEqualTo("plain");
    }

    @Test
    void scopesByAnnotation_withoutOne_needFullAccess() {
        RawAnswer answer = server.get("/api/bare", service.key("any"));

        assertForbidden(answer);
        assertThat(service.reasonOf(answer)).isEqualTo(Reason.UNMAPPED_ROUTE);
        assertThat(server.get("/api/bare", service.key(Access.full(), Environment.LIVE))
                        .body())
                .isEqualTo("bare");
        assertForbidden(server.get("/api/bare/pages/silent", service.key("any")));
        assertThat(server.get("/api/bare/empty", service.key("any")).body()).isEqualTo("empty");
    }

    /** Under a rule with a scope. */
    @Path("items")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** One scope more. */
        @GET
        @Path("read")
        @RequiresScope("read")
        public String read() {
            return "read";
        }

        /** Two scopes more. */
        @GET
        @Path("both")
        @RequiresScope({"read", "write"})
        public String both() {
            return "both";
        }
    }

    /** Scopes by annotation alone. */
    @Path("notes/{id}")
    @RequiresScope("notes")
    public static final class Notes {
        /** Made by the runtime. */
        public Notes() {}

        /** One scope more than the class. */
        @GET
        @RequiresScope("notes:read")
        public String note() {
            return "note";
        }

        /** A locator. */
        @Path("pages")
        public Pages pages() {
            return new Pages();
        }
    }

    /** Says nothing itself. */
    @Path("bare")
    public static final class Bare {
        /** Made by the runtime. */
        public Bare() {}

        /** Forgotten. */
        @GET
        public String bare() {
            return "bare";
        }

        /** Meant. */
        @GET
        @Path("empty")
        @RequiresScope({})
        public String empty() {
            return "empty";
        }

        /** A locator. */
        @Path("pages")
        public Pages pages() {
            return new Pages();
        }
    }

    /** A sub-resource. */
    public static final class Pages {
        private Pages() {}

        /** With a scope. */
        @GET
        @RequiresScope("pages")
        public String pages() {
            return "pages";
        }

        /** Without. */
        @GET
        @Path("silent")
        public String silent() {
            return "silent";
        }
    }

    /** Has all annotations. */
    @Path("items/inherited")
    public interface Described<T> {
        /** Scoped. */
        @GET
        @RequiresScope("inherited")
        T inherited();
    }

    /** Has none but its path. */
    @Path("items/inherited")
    public static final class Inheriting implements Described<String> {
        /** Made by the runtime. */
        public Inheriting() {}

        @Override
        public String inherited() {
            return "inherited";
        }
    }

    /** The policy lets everyone in. */
    @Path("open")
    public static final class Open {
        /** Made by the runtime. */
        public Open() {}

        /** And this doesn't. */
        @GET
        @Path("annotated")
        @RequiresScope("items")
        public String annotated() {
            return "annotated";
        }

        /** And this does. */
        @GET
        @Path("plain")
        public String plain() {
            return "plain";
        }
    }
}

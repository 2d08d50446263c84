package io.keystile.spring.app;

import io.keystile.spring.web.RequiresScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Controllers that an application better doesn't start with. */
public final class Mistaken {
    private Mistaken() {}

    /** A page that no rule covers. */
    @RestController
    public static class Uncovered {
        /** Made by Spring. */
        public Uncovered() {}

        @GetMapping("/about")
        String about() {
            return "about";
        }
    }

    /** Asks for a scope that there isn't. */
    @RestController
    public static class Misspelt {
        /** Made by Spring. */
        public Misspelt() {}

        @GetMapping("/api/keys/misspelt")
        @RequiresScope("mandates:wirte")
        String misspelt() {
            return "misspelt";
        }
    }

    /** Asks for a scope where no credential is read. */
    @RestController
    public static class Unread {
        /** Made by Spring. */
        public Unread() {}

        @GetMapping("/outside")
        @RequiresScope("mandates:read")
        String outside() {
            return "outside";
        }
    }
}

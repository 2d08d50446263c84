/** The contracts of Keystile's SPIs, as JUnit tests to extend, and what such tests need. */
module io.keystile.testkit {
    requires static transitive org.jspecify;
    requires transitive io.keystile.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires java.logging;
    requires org.slf4j;

    exports io.keystile.testkit;
    exports io.keystile.testkit.cases;

    // JUnit calls what is package-private here.
    opens io.keystile.testkit;
    opens io.keystile.testkit.cases;
}

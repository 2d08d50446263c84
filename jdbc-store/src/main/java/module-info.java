/** Keystile's credentials in a relational database, over plain JDBC. */
module io.keystile.jdbc {
    requires static transitive org.jspecify;
    requires transitive io.keystile.core;
    requires transitive java.sql;
    requires org.slf4j;
    requires static org.postgresql.jdbc; // hints alone need it; no signature names it

    exports io.keystile.jdbc;
}

/** Keystile's credentials in a relational database, over plain JDBC. */
module io.keystile.jdbc {
    requires static transitive org.jspecify;
    requires transitive io.keystile.core;
    requires transitive java.sql;
    requires org.slf4j;

    exports io.keystile.jdbc;
}

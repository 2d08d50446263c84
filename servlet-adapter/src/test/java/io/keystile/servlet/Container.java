package io.keystile.servlet;

/** The containers that every promise is tried in. */
enum Container {
    JETTY {
        @Override
        WebServer start(String contextPath, WebServer.Application application) {
            return new JettyServer(contextPath, application);
        }
    },
    TOMCAT {
        @Override
        WebServer start(String contextPath, WebServer.Application application) {
            return new TomcatServer(contextPath, application);
        }
    };

    /** Starts a server with one application. */
    abstract WebServer start(String contextPath, WebServer.Application application);
}

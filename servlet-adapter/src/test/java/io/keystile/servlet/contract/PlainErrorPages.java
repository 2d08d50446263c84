package io.keystile.servlet.contract;

import org.apache.catalina.valves.ErrorReportValve;

/** Tomcat's own error pages without details: by default they repeat the header line that they refuse, key and all. */
public final class PlainErrorPages extends ErrorReportValve {
    /** Made by Tomcat, from its name. */
    public PlainErrorPages() {
        setShowReport(false);
        setShowServerInfo(false);
    }
}

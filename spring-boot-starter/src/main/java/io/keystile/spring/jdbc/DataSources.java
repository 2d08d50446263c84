package io.keystile.spring.jdbc;

import io.keystile.ConfigurationException;
import io.keystile.jdbc.EnvironmentDataSource;
import io.keystile.key.Environment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Which of the application's data sources holds which environment. */
final class DataSources {
    private DataSources() {}

    /** @throws ConfigurationException if that isn't clear */
    static Map<Environment, DataSource> of(ListableBeanFactory beans, DatabaseProperties settings) {
        Map<Environment, DataSource> found = new EnumMap<>(Environment.class);
        DataSource live = named(beans, "live", settings.live());
        DataSource sandbox = named(beans, "sandbox", settings.sandbox());
        if (live == null) {
            live = onlyOne(beans);
        }
        if (live instanceof EnvironmentDataSource routed) {
            live = routed.of(Environment.LIVE);
            sandbox = sandbox == null ? routed.of(Environment.SANDBOX) : sandbox;
        }
        found.put(Environment.LIVE, unwrapped(live));
        if (sandbox != null) {
            found.put(Environment.SANDBOX, unwrapped(sandbox));
        }
        return found;
    }

    private static @Nullable DataSource named(ListableBeanFactory beans, String setting, @Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return beans.getBean(name, DataSource.class);
        } catch (BeansException e) {
            throw new ConfigurationException(
                    List.of("keystile.database." + setting + ": there is no DataSource bean named " + name));
        }
    }

    private static DataSource onlyOne(ListableBeanFactory beans) {
        DataSource only = beans.getBeanProvider(DataSource.class).getIfUnique();
        if (only == null) {
            throw new ConfigurationException(List.of("keystile.database.live: there are several DataSource beans and"
                    + " none is primary; name one of "
                    + String.join(", ", beans.getBeanNamesForType(DataSource.class, true, false))));
        }
        return only;
    }

    /** A store works on connections of its own, but where it joins. */
    private static DataSource unwrapped(DataSource source) {
        DataSource target =
                source instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : source;
        return target == null ? source : target;
    }
}

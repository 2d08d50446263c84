package io.keystile.benchmarks.peers;

import java.util.Optional;
import org.pac4j.core.authorization.authorizer.RequireAnyRoleAuthorizer;
import org.pac4j.core.config.Config;
import org.pac4j.core.credentials.TokenCredentials;
import org.pac4j.core.credentials.authenticator.Authenticator;
import org.pac4j.core.engine.DefaultSecurityLogic;
import org.pac4j.core.profile.CommonProfile;
import org.pac4j.core.profile.factory.ProfileManagerFactory;
import org.pac4j.http.client.direct.HeaderClient;
import org.pac4j.jee.context.JEEContextFactory;
import org.pac4j.jee.context.JEEFrameworkParameters;
import org.pac4j.jee.context.session.JEESessionStoreFactory;

/** pac4j's security logic with its client for a key in a header, and an authorizer of roles. */
final class Pac4jHeaderClient implements Peer {
    private final Config config;
    private final DefaultSecurityLogic logic = new DefaultSecurityLogic();

    Pac4jHeaderClient(Owners owners) {
        Authenticator byKey = (context, credentials) -> {
            Owners.Owner owner = owners.of(((TokenCredentials) credentials).getToken());
            if (owner == null) {
                return Optional.empty();
            }
            CommonProfile profile = new CommonProfile();
            profile.setId(owner.name());
            profile.addRoles(owner.scopes());
            credentials.setUserProfile(profile);
            return Optional.of(credentials);
        };
        config = new Config(new HeaderClient("X-API-Key", byKey));
        config.addAuthorizer("scope", new RequireAnyRoleAuthorizer(Owners.SCOPE));
        config.setWebContextFactory(JEEContextFactory.INSTANCE);
        config.setProfileManagerFactory(ProfileManagerFactory.DEFAULT);
        config.setSessionStoreFactory(JEESessionStoreFactory.INSTANCE);
        config.setHttpActionAdapter((action, context) -> Boolean.FALSE);
        logic.setLoadProfilesFromSession(false);
    }

    @Override
    public boolean letsIn(PeerRequest request) {
        return Boolean.TRUE.equals(logic.perform(
                config,
                (context, sessions, profiles) -> Boolean.TRUE,
                "HeaderClient",
                "scope",
                "none",
                new JEEFrameworkParameters(request, request.response())));
    }
}

package io.keystile.benchmarks.peers;

import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.BearerToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.mgt.DefaultSessionStorageEvaluator;
import org.apache.shiro.mgt.DefaultSubjectDAO;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.PrincipalCollection;
import org.apache.shiro.subject.Subject;

/** Apache Shiro with a realm of bearer tokens and no sessions, as "Session Management: Disabling Subject State" has it. */
final class ShiroBearerRealm implements Peer {
    private final DefaultSecurityManager manager;

    ShiroBearerRealm(Owners owners) {
        manager = new DefaultSecurityManager(new Realm(owners));
        DefaultSessionStorageEvaluator noSessions = new DefaultSessionStorageEvaluator();
        noSessions.setSessionStorageEnabled(false);
        DefaultSubjectDAO subjects = new DefaultSubjectDAO();
        subjects.setSessionStorageEvaluator(noSessions);
        manager.setSubjectDAO(subjects);
    }

    @Override
    public boolean letsIn(PeerRequest request) {
        Subject subject =
                new Subject.Builder(manager).sessionCreationEnabled(false).buildSubject();
        try {
            subject.login(new BearerToken(request.getHeader("X-API-Key")));
        } catch (AuthenticationException e) {
            return false;
        }
        return request.getRequestURI().startsWith(Owners.PATH) && subject.isPermitted(Owners.SCOPE);
    }

    private static final class Realm extends AuthorizingRealm {
        private final Owners owners;

        Realm(Owners owners) {
            this.owners = owners;
            setAuthenticationTokenClass(BearerToken.class);
        }

        @Override
        protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) throws AuthenticationException {
            String key = ((BearerToken) token).getToken();
            Owners.Owner owner = owners.of(key);
            if (owner == null) {
                throw new AuthenticationException("unknown");
            }
            return new SimpleAuthenticationInfo(owner, key, getName());
        }

        @Override
        protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
            Owners.Owner owner = (Owners.Owner) principals.getPrimaryPrincipal();
            SimpleAuthorizationInfo info = new SimpleAuthorizationInfo();
            info.addStringPermissions(owner.scopes());
            return info;
        }
    }
}

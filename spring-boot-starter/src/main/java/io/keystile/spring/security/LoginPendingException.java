package io.keystile.spring.security;

/** A decision asks for a session, and filters further inside may still make a user known: it has to be asked again there. */
final class LoginPendingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack: it is thrown on a request's ordinary way. */
    LoginPendingException() {
        super("asked again behind the application's own authentication", null, false, false);
    }
}

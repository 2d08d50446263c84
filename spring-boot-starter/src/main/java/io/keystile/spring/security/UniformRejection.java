package io.keystile.spring.security;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.servlet.OwnRefusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** The uniform 400 for what Spring Security's firewall refuses before any chain is chosen. */
final class UniformRejection implements RequestRejectedHandler {
    private final OwnRefusals refusals;

    UniformRejection(Keystile keystile) {
        this.refusals = new OwnRefusals(keystile);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        refusals.write(Reason.CONTAINER_REFUSED, request, response);
    }
}

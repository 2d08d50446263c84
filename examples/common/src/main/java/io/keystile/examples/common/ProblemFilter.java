package io.keystile.examples.common;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.credential.InvalidFieldException;
import io.keystile.lifecycle.ConflictException;
import io.keystile.lifecycle.NotFoundException;
import io.keystile.servlet.OwnRefusals;
import io.keystile.store.StoreUnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Turns what servlets throw into problem documents. */
public final class ProblemFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient OwnRefusals refusals;

    public ProblemFilter(Keystile keystile) {
        this.refusals = new OwnRefusals(keystile);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ProblemException e) {
            if (e.allow() != null) {
                response.setHeader("Allow", e.allow());
            }
            Json.write(response, e.problem());
        } catch (InvalidFieldException e) {
            Json.write(response, Problem.of(400, e.getMessage(), e.field()));
        } catch (NotFoundException e) {
            Json.write(response, Problem.of(404, null, null));
        } catch (ConflictException e) {
            Json.write(response, Problem.of(409, e.getMessage(), null));
        } catch (StoreUnavailableException e) {
            refusals.write(Reason.STORE_UNAVAILABLE, request, response);
        }
    }
}

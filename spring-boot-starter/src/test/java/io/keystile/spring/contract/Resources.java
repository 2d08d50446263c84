package io.keystile.spring.contract;

import io.keystile.authn.Caller;
import io.keystile.servlet.KeystileFilter;
import io.keystile.testkit.Exchange;
import io.keystile.testkit.Reply;
import io.keystile.testkit.Resource;
import io.keystile.testkit.ServerSetup;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A set-up's resources as controllers: mapped while the set-up is in use. */
final class Resources {
    private final RequestMappingHandlerMapping mapping;
    private final List<RequestMappingInfo> mapped = new ArrayList<>();

    Resources(RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    void map(ServerSetup setup) {
        for (Resource resource : setup.resources()) {
            map(resource, setup);
            // Spring answers OPTIONS itself, unless it is asked for by name.
            map(resource, setup, RequestMethod.OPTIONS);
        }
    }

    private void map(Resource resource, ServerSetup setup, RequestMethod... methods) {
        RequestMappingInfo requests = RequestMappingInfo.paths(resource.path(), resource.path() + "/**")
                .methods(methods)
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(requests, new Controller(setup, resource), Controller.METHOD);
        mapped.add(requests);
    }

    void unmap() {
        mapped.forEach(mapping::unregisterMapping);
        mapped.clear();
    }

    /** Answers for one resource. */
    static final class Controller {
        static final Method METHOD = method();

        private final ServerSetup setup;
        private final Resource resource;

        private Controller(ServerSetup setup, Resource resource) {
            this.setup = setup;
            this.resource = resource;
        }

        private static Method method() {
            try {
                return Controller.class.getDeclaredMethod(
                        "answer", HttpServletRequest.class, HttpServletResponse.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        @ResponseBody
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().readAllBytes();
            Principal user = request.getUserPrincipal();
            Reply reply = setup.run(
                    resource,
                    new Exchange(
                            request.getMethod(),
                            request.getServletPath(),
                            request.getQueryString(),
                            caller(request),
                            user == null ? null : user.getName()));
            response.setStatus(reply.status());
            reply.headers().forEach(response::setHeader);
            byte[] body = reply.body().getBytes(StandardCharsets.US_ASCII);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }

        private static @Nullable Caller caller(HttpServletRequest request) {
            return request.getAttribute(KeystileFilter.CALLER) instanceof Caller caller ? caller : null;
        }
    }
}

package io.keystile.spring.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.DefaultServletHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The handlers that Spring MVC's mappings lead to. */
final class Handlers {
    private final String servlet;
    private final List<Handler> found = new ArrayList<>();

    private Handlers(String servlet) {
        this.servlet = servlet;
    }

    /** @param servlet where the dispatcher servlet lies; empty for the root */
    static List<Handler> of(Collection<HandlerMapping> mappings, String servlet) {
        Handlers handlers = new Handlers(servlet);
        mappings.forEach(handlers::add);
        return handlers.found;
    }

    private void add(HandlerMapping mapping) {
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            boolean endpoints = isOfActuator(mapping);
            methods.getHandlerMethods().forEach((info, method) -> add(info, method, endpoints));
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            for (Map.Entry<String, Object> entry : urls.getHandlerMap().entrySet()) {
                Class<?> type = entry.getValue().getClass();
                boolean files = entry.getValue() instanceof ResourceHttpRequestHandler
                        || entry.getValue() instanceof DefaultServletHttpRequestHandler;
                add(entry.getKey(), type.getSimpleName(), files);
            }
        } else if (mapping instanceof RouterFunctionMapping routers && routers.getRouterFunction() != null) {
            // Predicates of any kind: which paths they let through can't be listed.
            add("/**", "router functions", false);
        }
    }

    private void add(RequestMappingInfo info, HandlerMethod method, boolean endpoint) {
        TreeSet<String> verbs = new TreeSet<>();
        info.getMethodsCondition().getMethods().forEach(verb -> verbs.add(verb.name()));
        String name =
                method.getBeanType().getSimpleName() + "#" + method.getMethod().getName();
        boolean own = endpoint || isErrorPage(method.getBeanType());
        for (String pattern : info.getPatternValues()) {
            found.add(new Handler(pattern, HandlerPath.of(servlet, pattern), verbs, name, method, own));
        }
    }

    private void add(String pattern, String name, boolean files) {
        found.add(new Handler(pattern, HandlerPath.of(servlet, pattern), new TreeSet<>(), name, null, files));
    }

    /** By name: its package differs between Boot 3 and 4, and it may not be there at all. */
    private static boolean isOfActuator(HandlerMapping mapping) {
        for (Class<?> type = mapping.getClass(); type != null; type = type.getSuperclass()) {
            String name = type.getSimpleName();
            if (name.equals("AbstractWebMvcEndpointHandlerMapping")
                    || name.equals("ControllerEndpointHandlerMapping")) {
                return true;
            }
        }
        return false;
    }

    /** By name, likewise. */
    private static boolean isErrorPage(Class<?> controller) {
        return ClassUtils.getAllInterfacesForClassAsSet(controller).stream()
                .anyMatch(type -> type.getSimpleName().equals("ErrorController"));
    }
}

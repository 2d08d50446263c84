package io.keystile.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of a root resource class, as its annotations have it, its own or inherited (Jakarta REST 3.1 §3.6).
 *
 * @param verb the request method; null for a locator of sub-resources
 * @param path the template below the context root
 */
record ResourceMethod(
        Class<?> resource, Method method, @Nullable String verb, String path) {

    /** Those of a class; none if it is no root resource class. */
    static List<ResourceMethod> of(Class<?> resource, String application) {
        Path root = pathOf(resource);
        List<ResourceMethod> all = new ArrayList<>();
        if (root == null) {
            return all;
        }
        for (Method method : resource.getMethods()) {
            if (method.isBridge() || method.getDeclaringClass() == Object.class) {
                continue;
            }
            for (Method definition : Definitions.of(method, resource)) {
                Path own = definition.getDeclaredAnnotation(Path.class);
                String verb = verbOf(definition);
                if (own != null || verb != null) {
                    String path = PathTemplate.joined(application, root.value(), own == null ? "" : own.value());
                    all.add(new ResourceMethod(resource, method, verb, path));
                    break;
                }
            }
        }
        return all;
    }

    private static @Nullable Path pathOf(Class<?> resource) {
        for (Class<?> definition : Definitions.of(resource)) {
            Path path = definition.getDeclaredAnnotation(Path.class);
            if (path != null) {
                return path;
            }
        }
        return null;
    }

    private static @Nullable String verbOf(Method definition) {
        for (Annotation annotation : definition.getDeclaredAnnotations()) {
            HttpMethod designator = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (designator != null) {
                return designator.value();
            }
        }
        return null;
    }

    /** Where its requests lie, in the grammar of the policy's rules. */
    String handler() {
        return PathTemplate.handler(path, verb == null);
    }

    /** Method and path, as an exception for it is named: {@code GET /api/items/{id}}; a locator has no method. */
    String name() {
        return verb == null ? path : verb + " " + path;
    }

    @Override
    public String toString() {
        return name() + " (" + resource.getSimpleName() + "." + method.getName() + (verb == null ? ", locator)" : ")");
    }
}

package io.keystile.jaxrs;

import io.keystile.policy.Need;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What resource classes and methods say by {@link RequiresScope}, read once each. Safe for all threads. */
final class AnnotatedScopes {
    private final Map<Class<?>, List<Need>> ofClasses = new ConcurrentHashMap<>();
    private final Map<Place, List<Need>> ofMethods = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * All that is asked of a matched request; empty if nothing on its way is annotated.
     *
     * @param matched the resources that locators came by
     */
    List<Need> of(ResourceInfo resource, Collection<?> matched) {
        List<Need> needs = new ArrayList<>();
        @Nullable Class<?> last = resource.getResourceClass();
        @Nullable Method method = resource.getResourceMethod();
        if (last != null) {
            needs.addAll(ofClass(last));
        }
        if (method != null) {
            needs.addAll(ofMethod(method, last == null ? method.getDeclaringClass() : last));
        }
        for (Object passed : matched) {
            if (passed.getClass() != last) {
                needs.addAll(ofClass(passed.getClass()));
            }
        }
        return needs;
    }

    /** @throws io.keystile.credential.InvalidFieldException if an annotation names what can't be a scope */
    List<Need> ofClass(Class<?> type) {
        return ofClasses.computeIfAbsent(type, read -> read(Definitions.of(read)));
    }

    /** @throws io.keystile.credential.InvalidFieldException if an annotation names what can't be a scope */
    List<Need> ofMethod(Method method, Class<?> type) {
        return ofMethods.computeIfAbsent(new Place(method, type), read -> read(Definitions.of(read.method, read.type)));
    }

    /** Whether any annotation read so far asks for a scope of that name. */
    boolean isKnown(String scope) {
        return known.contains(scope);
    }

    private List<Need> read(Collection<? extends AnnotatedElement> elements) {
        List<Need> needs = new ArrayList<>();
        for (AnnotatedElement element : elements) {
            @Nullable RequiresScope annotation = element.getDeclaredAnnotation(RequiresScope.class);
            if (annotation != null) {
                Need need = Need.allOf(annotation.value());
                needs.add(need);
                known.addAll(need.scopes());
            }
        }
        return List.copyOf(needs);
    }

    private record Place(Method method, Class<?> type) {}
}

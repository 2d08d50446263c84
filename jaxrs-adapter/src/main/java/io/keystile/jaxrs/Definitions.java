package io.keystile.jaxrs;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A class or method with all that it inherits from: annotations may stand on any of them. */
final class Definitions {
    private Definitions() {}

    /** The class, its superclasses, then its interfaces. */
    static Set<Class<?>> of(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            all.add(at);
        }
        List.copyOf(all).forEach(at -> addInterfaces(at, all));
        return all;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> to) {
        for (Class<?> next : type.getInterfaces()) {
            to.add(next);
            addInterfaces(next, to);
        }
    }

    /** The method as each of a class's definitions has it. */
    static List<Method> of(Method method, Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>(of(type));
        types.addAll(of(method.getDeclaringClass()));
        List<Method> all = new ArrayList<>();
        for (Class<?> at : types) {
            Method found = in(at, method);
            if (found != null) {
                all.add(found);
            }
        }
        return all;
    }

    /** By the same parameters, else by wider ones: those of a generic definition are. */
    private static @Nullable Method in(Class<?> type, Method method) {
        Method wider = null;
        for (Method candidate : type.getDeclaredMethods()) {
            if (!candidate.getName().equals(method.getName()) || candidate.isBridge()) {
                continue;
            }
            if (Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes())) {
                return candidate;
            }
            if (isWider(candidate.getParameterTypes(), method.getParameterTypes())) {
                wider = candidate;
            }
        }
        return type == method.getDeclaringClass() ? method : wider;
    }

    private static boolean isWider(Class<?>[] wider, Class<?>[] narrower) {
        if (wider.length != narrower.length) {
            return false;
        }
        for (int i = 0; i < wider.length; i++) {
            if (!wider[i].isAssignableFrom(narrower[i])) {
                return false;
            }
        }
        return true;
    }
}

package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofAClass_areItsSuperclassesThenItsInterfaces() {
        assertThat(Definitions.of(Leaf.class)).containsExactly(Leaf.class, Middle.class, Deep.class, Top.class);
    }

    @Test
    void ofAMethod_areAllThatItOverrides() {
        assertThat(Definitions.of(method(Leaf.class, "plain"), Leaf.class))
                .extracting(Method::getDeclaringClass)
                .containsExactly(Leaf.class, Middle.class, Top.class);
    }

    @Test
    void ofAGenericMethod_areFoundByWiderParameters() {
        assertThat(Definitions.of(method(Leaf.class, "generic"), Leaf.class))
                .extracting(Method::getDeclaringClass)
                .containsExactly(Leaf.class, Deep.class);
    }

    @Test
    void ofAnInheritedMethod_areThoseOfTheClassAskedFor() {
        assertThat(Definitions.of(method(Leaf.class, "inherited"), Leaf.class))
                .extracting(Method::getDeclaringClass)
                .containsExactly(Middle.class, Top.class);
    }

    @Test
    void overloads_areOtherMethods() {
        assertThat(Definitions.of(method(Leaf.class, "narrow"), Leaf.class))
                .extracting(Method::getDeclaringClass)
                .containsExactly(Leaf.class);
    }

    interface Top {
        void plain();

        void inherited();

        void narrow(int number);
    }

    interface Deep<T> {
        void generic(T value);
    }

    abstract static class Middle implements Top {
        @Override
        public void plain() {}

        @Override
        public void inherited() {}
    }

    abstract static class Leaf extends Middle implements Deep<String> {
        @Override
        public void plain() {}

        @Override
        public void generic(String value) {}

        public void narrow(String text) {
            assertThat(text).isNotNull();
        }
    }
}

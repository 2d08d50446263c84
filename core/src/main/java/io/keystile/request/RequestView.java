package io.keystile.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as an adapter sees it. For authors of adapters: an adapter passes on what the container received and reads
 * nothing into it. Used by one thread, during the request, and never kept.
 */
public interface RequestView {
    /** The method as received; case-sensitive (RFC 9110 §9.1). A method override, by header or form, changes nothing here. */
    String method();

    /** The request target as received, neither decoded nor normalised, its query included (RFC 9112 §3.2). */
    String rawTarget();

    /** The application's root within the target, as received; empty where there is none. */
    default String contextPath() {
        return "";
    }

    /** Every line of a header, in order, without the blanks around it; empty for none. Names are case-insensitive. */
    List<String> headers(String name);

    /** The connection's other end, an address without a port; null: not known. */
    @Nullable
    String peerAddress();

    /** Whether something ahead of the adapter has already replaced the peer's address by what a header said. */
    default boolean peerAddressRewritten() {
        return false;
    }

    /** Whether the application's own session, and a user in it, is there; asked only on a route that welcomes one. */
    boolean hasSession();

    /**
     * Whether the container routes the request by {@code path}, the canonical one that the policy judged; asked of whatever
     * the policy would let on. True where an adapter can't know.
     */
    default boolean isRoutedBy(String path) {
        return true;
    }
}

package io.keystile.authn;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** Quotas that nobody pays for until they are read. As immutable as what works them out. */
final class QuotasWhenRead extends AbstractList<Quota> implements RandomAccess {
    private final int size;
    private final IntFunction<Quota> quota;

    QuotasWhenRead(int size, IntFunction<Quota> quota) {
        this.size = size;
        this.quota = quota;
    }

    static List<Quota> copyOf(List<Quota> quotas) {
        return quotas instanceof QuotasWhenRead ? quotas : List.copyOf(quotas);
    }

    @Override
    public Quota get(int index) {
        return quota.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}

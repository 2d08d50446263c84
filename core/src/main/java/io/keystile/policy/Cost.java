package io.keystile.policy;

/** What a request counts for in a rate limit. */
final class Cost {
    static final String RANGE = "a cost is 1 to 1000 requests";

    private static final int MOST = 1000;

    private Cost() {}

    static boolean isInRange(int cost) {
        return cost >= 1 && cost <= MOST;
    }
}

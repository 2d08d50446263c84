package io.keystile.benchmarks.peers;

/** What many services have: the hash in hexadecimal, a map, and a comparison of the path. */
final class HandWrittenFilter implements Peer {
    private final Owners owners;

    HandWrittenFilter(Owners owners) {
        this.owners = owners;
    }

    @Override
    public boolean letsIn(PeerRequest request) {
        String key = request.getHeader("X-API-Key");
        Owners.Owner owner = key == null ? null : owners.of(key);
        if (owner == null) {
            return false;
        }
        request.setAttribute("owner", owner);
        return request.getRequestURI().startsWith(Owners.PATH) && owner.scopes().contains(Owners.SCOPE);
    }
}

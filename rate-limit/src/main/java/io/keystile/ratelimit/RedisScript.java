package io.keystile.ratelimit;

/**
 * What Redis runs for each request: the levels of {@link Rate}, by its own clock, all limits at once or none. It runs alone, so
 * that it is exact however many nodes ask, and whatever their clocks say.
 *
 * <p>A key is a hash with a field per limit: its level, and the tick at which it was that. It expires when all is full again. A
 * clock that stepped back (another server after a fail-over) refills nothing for that time and counts on from there.
 */
final class RedisScript {
    /**
     * KEYS: the organisation's, then perhaps the credential's. ARGV: cost; microseconds, or empty for Redis's own clock; then for
     * each limit the number of its key, requests, ticks of its period, microseconds of a tick. Returns 1 or 0, then each level.
     */
    static final String TEXT = """
            local cost = tonumber(ARGV[1])
            local now = tonumber(ARGV[2])
            if not now then
              local t = redis.call('TIME')
              now = t[1] * 1000000 + t[2]
            end
            local within = 1
            local reply, limits = {1}, {}
            for i = 3, #ARGV, 4 do
              local key = KEYS[tonumber(ARGV[i])]
              local requests, per, tick = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
              local field = ARGV[i + 1] .. '/' .. ARGV[i + 2] .. '*' .. ARGV[i + 3]
              local at = math.floor(now / tick)
              local level = requests * per
              local stored = redis.call('HGET', key, field)
              if stored then
                local was, since = string.match(stored, '^(%d+) (%d+)$')
                local elapsed = math.max(0, at - tonumber(since))
                if elapsed < per then
                  level = math.min(level, tonumber(was) + requests * elapsed)
                end
              end
              if cost > requests or level < cost * per then
                within = 0
              end
              limits[#limits + 1] = {key, field, level, requests, per, tick, at}
              reply[#reply + 1] = level
            end
            reply[1] = within
            if within == 0 then
              return reply
            end
            for i, l in ipairs(limits) do
              local level = l[3] - cost * l[5]
              redis.call('HSET', l[1], l[2], string.format('%.0f %.0f', level, l[7]))
              local full = math.ceil((l[4] * l[5] - level) / l[4]) * l[6]
              local lives = math.ceil(full / 1000) + 1000
              if redis.call('PTTL', l[1]) < lives then
                redis.call('PEXPIRE', l[1], string.format('%.0f', lives))
              end
              reply[i + 1] = level
            end
            return reply
            """;

    private RedisScript() {}
}

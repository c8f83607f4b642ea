-- Takes a lease that is free, or the asker's already: Redis may have answered before, and the answer been lost.
-- KEYS: lease, last holder. ARGV: holder, milliseconds of the lease, milliseconds for which its last holder is known.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return {0}
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
return {1}

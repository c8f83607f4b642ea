-- Renews a lease, also one that has ended, unless another has held it since. KEYS and ARGV as those of take-lease.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return {0}
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
return {1}

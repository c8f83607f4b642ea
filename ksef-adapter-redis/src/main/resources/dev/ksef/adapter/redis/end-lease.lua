-- Gives a lease back, unless another has held it since. KEYS: lease, last holder. ARGV: holder.
if redis.call('GET', KEYS[2]) == ARGV[1] then
  redis.call('DEL', KEYS[1], KEYS[2])
end
return {}

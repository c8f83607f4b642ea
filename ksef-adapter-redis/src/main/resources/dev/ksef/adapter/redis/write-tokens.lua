-- Replaces an entry, if whoever asks has seen what it replaces, and has not lost the lease that it works under.
-- KEYS: entry, lease, last holder.
-- ARGV: holder or '', milliseconds of the lease, milliseconds for which its last holder is known,
--       digest of what may be replaced, new value or '' for none, its end or ''.
if ARGV[1] ~= '' and redis.call('GET', KEYS[3]) ~= ARGV[1] then
  return {2}
end
local kept = redis.call('GET', KEYS[1])
if kept and redis.sha1hex(kept) ~= ARGV[4] then
  return {1, kept}
end
if ARGV[1] ~= '' then
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[3])
end
if ARGV[5] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[5])
  if ARGV[6] ~= '' then
    redis.call('PEXPIREAT', KEYS[1], ARGV[6])
  end
end
return {0}

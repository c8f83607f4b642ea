-- Replaces what is kept by the same in another form, if it is still there. KEYS: entry. ARGV: digest of the old form,
-- new form.
local kept = redis.call('GET', KEYS[1])
if kept and redis.sha1hex(kept) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
end
return {}

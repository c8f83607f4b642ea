-- Blocks a quota, or ends its block.
-- KEYS: book, calls by time, calls by number.
-- ARGV: for how long or '' to end it, the time or '' for that of this server, for how long calls count, and what is kept is kept.
local function digits(value)
  return string.format('%.0f', value)
end

if ARGV[1] == '' then
  redis.call('HDEL', KEYS[1], 'blocked')
  if redis.call('HEXISTS', KEYS[1], 'epoch') == 0 then
    redis.call('DEL', KEYS[1])
  end
  return {}
end
local now
if ARGV[2] == '' then
  local clock = redis.call('TIME')
  now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
else
  now = tonumber(ARGV[2])
end
local latest = tonumber(redis.call('HGET', KEYS[1], 'latest') or '0')
if latest - now > tonumber(ARGV[3]) then
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
else
  now = math.max(now, latest)
end
local till = now + tonumber(ARGV[1])
if tonumber(redis.call('HGET', KEYS[1], 'blocked') or '0') < till then
  redis.call('HSET', KEYS[1], 'blocked', digits(till), 'latest', digits(now))
  redis.call('PEXPIRE', KEYS[1], digits(math.max(tonumber(ARGV[4]), till - now)))
end
return {}

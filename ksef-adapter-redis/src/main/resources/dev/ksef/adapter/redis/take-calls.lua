-- Counts calls of one or two quotas, as many as all their windows have room for.
--
-- KEYS: the answer to this demand, the nodes at work; then of each quota its book, its calls by time, its calls by
-- number.
-- ARGV: id, node, calls wanted, '1' for a probe, the time or '' for that of this server; then in milliseconds for how
--       long an answer is remembered, a node is at work, calls count, what is kept is kept, and how often it is tended;
--       the number of quotas; then of each quota epoch and number of its cursor, the calls of its largest window, the
--       number of windows and calls and milliseconds of each, the number of calls that left before and how long ago
--       each did.
--
-- A book has: epoch (the id of the demand that began it), count (the number of the latest call), latest (the instant
-- it was last changed at), blocked (until when), tended (when what is over was dropped, and the end of the rest put
-- off). A number becomes text by digits(): Lua's own way keeps 14 digits.
--
-- Each command costs about as much as all that is between two of them, so what need not be done each time is not.
local at = 0
local function text()
  at = at + 1
  return ARGV[at]
end
local function number()
  return tonumber(text())
end
local function digits(value)
  return string.format('%.0f', value)
end

local id, node, wanted, probe, given = text(), text(), number(), text() == '1', text()
local remembered, working, longest, kept, tending = number(), number(), number(), number(), number()
local now
if given == '' then
  local clock = redis.call('TIME')
  now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
else
  now = tonumber(given)
end

local quotas = {}
local told = 0
for i = 1, number() do
  local quota = {book = KEYS[3 * i], calls = KEYS[3 * i + 1], log = KEYS[3 * i + 2]}
  quota.cursor, quota.seen, quota.depth = text(), number(), number()
  quota.windows, quota.told = {}, {}
  for w = 1, number() do
    quota.windows[w] = {calls = number(), millis = number()}
  end
  for c = 1, number() do
    quota.told[c] = number()
    told = told + 1
  end
  local book = redis.call('HMGET', quota.book, 'epoch', 'count', 'latest', 'blocked', 'tended')
  quota.epoch, quota.count = book[1], tonumber(book[2] or '0')
  quota.latest, quota.blocked, quota.tended = tonumber(book[3] or '0'), tonumber(book[4] or '0'), tonumber(book[5] or '0')
  quota.kept = redis.call('LLEN', quota.log)
  quotas[i] = quota
end

-- The clock may have been set back. By less than calls count, it stands still until it has caught up. By more, what
-- was counted then tells nothing of now.
for _, quota in ipairs(quotas) do
  if quota.latest - now > longest then
    redis.call('DEL', quota.book, quota.calls, quota.log)
    quota.epoch, quota.count, quota.latest, quota.blocked, quota.kept = false, 0, 0, 0, 0
  end
end
for _, quota in ipairs(quotas) do
  now = math.max(now, quota.latest)
end

local text_of_now = digits(now)

local tended = false
for _, quota in ipairs(quotas) do
  quota.tend = not quota.epoch or now - quota.tended >= tending
  tended = tended or quota.tend
  if quota.tend and quota.epoch then
    redis.call('ZREMRANGEBYSCORE', quota.calls, '-inf', digits(now - longest))
    local oldest = redis.call('LINDEX', quota.log, 0)
    while oldest and tonumber(oldest) <= now - longest do
      redis.call('LPOP', quota.log)
      quota.kept = quota.kept - 1
      oldest = redis.call('LINDEX', quota.log, 0)
    end
  end
end

redis.call('ZADD', KEYS[2], text_of_now, node)
if tended then
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. digits(now - working))
  redis.call('PEXPIRE', KEYS[2], digits(working + tending))
end

-- Counts calls that left at these instants.
local function count(quota, times)
  if #quota.windows == 0 or #times == 0 then
    return
  end
  if not quota.epoch then
    redis.call('DEL', quota.calls, quota.log)
    quota.epoch, quota.count, quota.kept = id, 0, 0
  end
  quota.changed = true
  -- Lua passes no more than some thousand arguments.
  for from = 1, #times, 1000 do
    local till = math.min(#times, from + 999)
    local numbered = {}
    for i = from, till do
      quota.count = quota.count + 1
      numbered[#numbered + 1] = times[i]
      numbered[#numbered + 1] = digits(quota.count)
    end
    redis.call('ZADD', quota.calls, unpack(numbered))
    redis.call('RPUSH', quota.log, unpack(times, from, till))
  end
  quota.kept = quota.kept + #times
end

local leaving = {}
local granted = tonumber(redis.call('GET', KEYS[1]) or '-1')
if granted < 0 then
  granted = wanted
  for _, quota in ipairs(quotas) do
    local times = {}
    for _, ago in ipairs(quota.told) do
      if ago < longest then
        times[#times + 1] = digits(now - ago)
      end
    end
    count(quota, times)
    if quota.blocked > now and not probe then
      granted = 0
    end
    for _, window in ipairs(quota.windows) do
      -- What holds more than all that is kept has room, too.
      if quota.kept + granted > window.calls then
        local left = redis.call('ZCOUNT', quota.calls, '(' .. digits(now - window.millis), '+inf')
        granted = math.min(granted, window.calls - left)
      end
    end
  end
  granted = math.max(granted, 0)
  for i = 1, granted do
    leaving[i] = text_of_now
  end
  for _, quota in ipairs(quotas) do
    count(quota, leaving)
  end
  if wanted > 0 or told > 0 then
    redis.call('SET', KEYS[1], digits(granted), 'PX', digits(remembered))
  end
end

for _, quota in ipairs(quotas) do
  if quota.changed then
    -- More than these decide about no call, unless a limit grows to more than that at once.
    local most = math.max(10000, 2 * quota.depth)
    if quota.kept > most then
      redis.call('ZREMRANGEBYRANK', quota.calls, 0, digits(-most - 1))
      redis.call('LTRIM', quota.log, digits(-most), -1)
      quota.kept = most
    end
    local renewed = quota.tend and now or quota.tended
    redis.call('HSET', quota.book, 'epoch', quota.epoch, 'count', digits(quota.count), 'latest', text_of_now,
      'tended', digits(renewed))
    if quota.tend then
      redis.call('PEXPIRE', quota.book, digits(math.max(kept, quota.blocked - now)))
      redis.call('PEXPIRE', quota.calls, digits(kept))
      redis.call('PEXPIRE', quota.log, digits(kept))
    end
  end
end

-- Returns how long a quota is blocked, 1 if all is told afresh, the cursor, and when calls left.
local function news(quota)
  local blocked = math.max(0, quota.blocked - now)
  if not quota.epoch or #quota.windows == 0 then
    return {blocked, 1, 'none', {}}
  end
  local cursor = quota.epoch .. ':' .. digits(quota.count)
  local before = quota.count - quota.kept
  local known = quota.cursor == quota.epoch and quota.seen >= before and quota.seen <= quota.count
  if known and quota.seen == quota.count then
    return {blocked, 0, cursor, {}}
  end
  if known and quota.count - quota.seen == #leaving then
    return {blocked, 0, cursor, leaving}
  end
  if known then
    return {blocked, 0, cursor, redis.call('LRANGE', quota.log, digits(quota.seen - quota.count), -1)}
  end
  local times = {}
  if quota.depth > 0 then
    local latest = redis.call('ZREVRANGE', quota.calls, 0, digits(quota.depth - 1), 'WITHSCORES')
    for i = 2, #latest, 2 do
      times[#times + 1] = latest[i]
    end
  end
  return {blocked, 1, cursor, times}
end

local at_work = redis.call('ZCOUNT', KEYS[2], digits(now - working), '+inf')
local answer = {granted, at_work, text_of_now}
for _, quota in ipairs(quotas) do
  answer[#answer + 1] = news(quota)
end
return answer

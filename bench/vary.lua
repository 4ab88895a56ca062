-- A script of wrk. Each request has another date at the end of its address, so that no earlier
-- answer can be used again. Its words are the end of the address, with %s where the date goes, and
-- how many dates earlier runs have taken.
local ending, taken

function init(words)
  ending, taken = words[1], tonumber(words[2])
end

function request()
  taken = taken + 1
  local year = 2030 + math.floor(taken / 336) % 7000
  local month = math.floor(taken / 28) % 12 + 1
  local date = string.format("%04d-%02d-%02d", year, month, taken % 28 + 1)
  return wrk.format(nil, wrk.path .. string.format(ending, date))
end

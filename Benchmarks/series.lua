-- Questions of many series and spans, as visitors of the page of the record put them.
local series = {
  "usbp-southwest", "darien", "darien-venezuelans", "honduras-entries", "mexico-events",
  "encounters-southwest", "ofo-southwest-venezuelans", "missing-migrants-americas",
}
local n = 0
local isNew = false

-- With the argument "new" no question is put twice, so that no kept answer serves it.
init = function(arguments)
  isNew = arguments[1] == "new"
end

request = function()
  n = n + 1
  if isNew then
    local k = math.floor(n / #series)
    return wrk.format("GET", string.format("/api/v1/figures?q=%s&from=%d-%02d&to=%d-%02d",
      series[n % #series + 1], 2010 + k % 10, math.floor(k / 10) % 12 + 1,
      2020 + math.floor(k / 120) % 5, math.floor(k / 600) % 12 + 1))
  end
  local from = 2015 + math.floor(n / #series) % 9
  return wrk.format("GET", "/api/v1/figures?q=" .. series[n % #series + 1] .. "&from=" .. from)
end

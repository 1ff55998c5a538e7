-- Questions of many series and spans, as visitors of the page of the record put them.
local series = {
  "usbp-southwest", "darien", "darien-venezuelans", "honduras-entries", "mexico-events",
  "encounters-southwest", "ofo-southwest-venezuelans", "missing-migrants-americas",
}
local n = 0
request = function()
  n = n + 1
  local from = 2015 + math.floor(n / #series) % 9
  return wrk.format("GET", "/api/v1/figures?q=" .. series[n % #series + 1] .. "&from=" .. from)
end

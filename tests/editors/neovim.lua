-- Opens a document in Neovim as a person would, waits for what the server says, and prints it as JSON.
-- Usage: REMIT=path FILE=path ROOT=path nvim --headless --clean -l neovim.lua

local file, root = vim.env.FILE, vim.env.ROOT
local function wait(what, ready)
  if not vim.wait(60000, ready, 20) then
    io.stderr:write("nothing came: " .. what .. "\n")
    os.exit(1)
  end
end

vim.cmd.edit(vim.fn.fnameescape(file))
local buffer = vim.api.nvim_get_current_buf()
local id = vim.lsp.start({ name = "remit", cmd = { vim.env.REMIT, "lsp", "--lang", "zh" }, root_dir = root })
wait("client", function() return id and vim.lsp.buf_is_attached(buffer, id) end)
wait("findings", function() return #vim.diagnostic.get(buffer) > 0 end)

local function findings()
  local all = {}
  for _, own in ipairs(vim.diagnostic.get(buffer)) do
    all[#all + 1] = { code = own.code, line = own.lnum, column = own.col, message = own.message }
  end
  return all
end
local out = { before = findings() }

-- What is typed is seen at once: the misspelt key is mended in the buffer, and the file stays as it is.
local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
for number, line in ipairs(lines) do
  local first, last = line:find("aftr", 1, true)
  if first then
    vim.api.nvim_buf_set_text(buffer, number - 1, first - 1, number - 1, last, { "after" })
  end
end
wait("new findings", function()
  for _, own in ipairs(vim.diagnostic.get(buffer)) do
    if own.code == "list/unknown-key" then return false end
  end
  return true
end)
out.after = findings()

-- Hover, definition and rename at the name of the step, as the keys do it.
local units = vim.lsp.get_client_by_id(id).offset_encoding
local function ask(method, more)
  local params = vim.lsp.util.make_position_params(0, units)
  for key, value in pairs(more or {}) do params[key] = value end
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 10000)
  return answers[id].result
end
for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
  local first = line:find("after: [", 1, true)
  if first then
    vim.api.nvim_win_set_cursor(0, { number, first - 1 + #"after: [" })
  end
end
out.hover = ask("textDocument/hover").contents.value
out.definition = ask("textDocument/definition")[1].range.start
local edit = ask("textDocument/rename", { newName = "begin" })
vim.lsp.util.apply_workspace_edit(edit, units)
out.text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n") .. "\n"
vim.lsp.get_client_by_id(id):stop()
wait("end", function() return vim.lsp.get_client_by_id(id) == nil end)
io.stdout:write(vim.json.encode(out))
os.exit(0)

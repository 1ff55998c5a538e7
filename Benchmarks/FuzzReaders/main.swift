import Foundation

/// Fuzzes one reader with libFuzzer: TROCHA_FUZZ_READER names it, the arguments are libFuzzer's.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

nonisolated(unsafe) private var readers: FuzzReaders?
nonisolated(unsafe) private var reader: FuzzReaders.Reader?

let name = ProcessInfo.processInfo.environment["TROCHA_FUZZ_READER"] ?? ""
guard let found = FuzzReaders.all[name] else {
  print(FuzzReaders.all.keys.sorted().joined(separator: "\n"))
  exit(name.isEmpty ? 0 : 2)
}
readers = try FuzzReaders()
reader = found
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(
  runDriver(&count, &arguments) { start, size in
    guard let readers, let reader else { return 0 }
    try? reader(readers, Array(UnsafeBufferPointer(start: start, count: size)))
    return 0
  })

import Commands

@main
struct Program {
  // In an asynchronous function, so that it is the asynchronous `main` that is called.
  static func main() async { await Trocha.main() }
}

/// The ways to read one claim, kept until the next one is looked at: the verdict and the readings that
/// may be chosen are taken from the same list, which is dear to make.
final class KeptCandidates {
  private var ofCount: [Candidate]?
  private var ofRelation: [Candidate]?

  func counts(_ make: () -> [Candidate]) -> [Candidate] {
    if let ofCount { return ofCount }
    let made = make()
    ofCount = made
    return made
  }

  func relations(_ make: () -> [Candidate]) -> [Candidate] {
    if let ofRelation { return ofRelation }
    let made = make()
    ofRelation = made
    return made
  }

  var all: [Candidate] { (ofCount ?? []) + (ofRelation ?? []) }

  func clear() {
    ofCount = nil
    ofRelation = nil
  }
}

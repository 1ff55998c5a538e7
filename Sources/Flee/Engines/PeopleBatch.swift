/// People who set out together, on one day, and who are moved by this process.
///
/// Processes that share a run divide the people of each day among them, in the order of their numbers. So
/// the order of all people is that of the days, and within a day that of the processes.
struct PeopleBatch {
  /// Their numbers here.
  var people: Range<Int>
  /// What their numbers in the run exceed those here by; a person's random numbers go by the number
  /// in the run.
  var offset: Int
  /// Those who travel today, as positions in ``WaveBuffers/travellers``.
  var travellers = 0..<0

  /// The part of so many people that a process moves.
  static func share(of count: Int, rank: Int, size: Int) -> Range<Int> {
    count / size * rank + min(rank, count % size)..<count / size * (rank + 1)
      + min(rank + 1, count % size)
  }
}

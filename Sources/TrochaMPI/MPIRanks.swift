import CMPI
import Foundation
import Sampling

/// The processes that `mpirun` or `srun` has started.
///
/// Any thread of a process may call it, one at a time: a command awaits each call.
struct MPIRanks: Ranks {
  let rank: Int
  let size: Int

  /// Bytes of one message at most: MPI counts them in 32 bits.
  private static let mostBytes = 1 << 30

  /// Starts MPI.
  init() {
    var provided: Int32 = 0
    MPI_Init_thread(nil, nil, Int32(MPI_THREAD_SERIALIZED), &provided)
    var (rank, size): (Int32, Int32) = (0, 1)
    MPI_Comm_rank(trocha_mpi_world(), &rank)
    MPI_Comm_size(trocha_mpi_world(), &size)
    self.rank = Int(rank)
    self.size = Int(size)
  }

  /// Ends MPI; all processes call it together.
  func end() { MPI_Finalize() }

  /// Ends all processes at once, where one can't go on and the others would wait for it.
  func abort() -> Never {
    MPI_Abort(trocha_mpi_world(), 1)
    exit(EXIT_FAILURE)
  }

  func gather(_ bytes: [UInt8]) -> [[UInt8]] {
    guard rank == 0 else {
      send(bytes)
      return []
    }
    return [bytes] + (1..<size).map(receive)
  }

  private func send(_ bytes: [UInt8]) {
    send([bytes.count], to: 0)
    bytes.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: MPIRanks.mostBytes) {
        let piece = min(MPIRanks.mostBytes, bytes.count - start)
        MPI_Send(
          bytes.baseAddress.map { $0 + start }, Int32(piece), trocha_mpi_byte(), 0, 1,
          trocha_mpi_world())
      }
    }
  }

  private func receive(_ source: Int) -> [UInt8] {
    let count = receive(1, from: source).first ?? 0
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      for start in stride(from: 0, to: count, by: MPIRanks.mostBytes) {
        let piece = min(MPIRanks.mostBytes, count - start)
        MPI_Recv(
          buffer.baseAddress.map { $0 + start }, Int32(piece), trocha_mpi_byte(), Int32(source), 1,
          trocha_mpi_world(), trocha_mpi_ignore())
      }
      filled = count
    }
  }

  func sum(_ numbers: [Int]) -> [Int] {
    var numbers = numbers
    var sums = numbers
    MPI_Allreduce(
      &numbers, &sums, Int32(numbers.count), trocha_mpi_int64(), trocha_mpi_sum(),
      trocha_mpi_world())
    return sums
  }

  func send(_ numbers: [Int], to rank: Int) {
    MPI_Send(
      numbers, Int32(numbers.count), trocha_mpi_int64(), Int32(rank), 0, trocha_mpi_world())
  }

  func receive(_ count: Int, from rank: Int) -> [Int] {
    [Int](unsafeUninitializedCapacity: count) { buffer, filled in
      MPI_Recv(
        buffer.baseAddress, Int32(count), trocha_mpi_int64(), Int32(rank), 0, trocha_mpi_world(),
        trocha_mpi_ignore())
      filled = count
    }
  }

  func share(_ numbers: [Int], from rank: Int) -> [Int] {
    var numbers = numbers
    MPI_Bcast(
      &numbers, Int32(numbers.count), trocha_mpi_int64(), Int32(rank), trocha_mpi_world())
    return numbers
  }
}

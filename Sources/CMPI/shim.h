// The handles of MPI are macros over casts, which Swift does not import: functions that return them, and
// nothing else.
#pragma once

#include <mpi.h>

static inline MPI_Comm trocha_mpi_world(void) { return MPI_COMM_WORLD; }
static inline MPI_Datatype trocha_mpi_byte(void) { return MPI_BYTE; }
static inline MPI_Datatype trocha_mpi_int64(void) { return MPI_INT64_T; }
static inline MPI_Op trocha_mpi_sum(void) { return MPI_SUM; }
static inline MPI_Status *trocha_mpi_ignore(void) { return MPI_STATUS_IGNORE; }

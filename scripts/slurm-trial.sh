#!/usr/bin/env bash
# Runs a command under a Slurm of one machine with two slots, which is started in a folder of its own for it
# and ended after it.
# Usage: scripts/slurm-trial.sh COMMAND…
# Needs slurm-wlm and munge, and root, since slurmd starts jobs in the name of their owners. Where Slurm can't
# start, the exit code is 77 and the reason is on standard error.
set -uo pipefail

cannot() { echo "Slurm can't start here: $1" >&2; exit 77; }

[ "$(id -u)" -eq 0 ] || cannot "it needs root"
for program in munged slurmctld slurmd srun sbatch; do
  PATH="$PATH:/usr/sbin" command -v "$program" > /dev/null || cannot "there is no $program (apt-get install slurm-wlm munge)"
done
PATH="$PATH:/usr/sbin"

folder=$(mktemp -d)
chmod 755 "$folder"
started=()
end() {
  [ ${#started[@]} -gt 0 ] && kill "${started[@]}" 2> /dev/null
  # A node may wait for steps that are no more.
  for _ in $(seq 20); do
    kill -0 "${started[@]}" 2> /dev/null || break
    sleep 0.25
  done
  kill -9 "${started[@]}" 2> /dev/null
  wait "${started[@]}" 2> /dev/null
  rm -rf "$folder"
}
trap end EXIT

# Ports that nobody listens on.
port() {
  local number
  while :; do
    number=$((20000 + RANDOM % 10000))
    (exec 3<> "/dev/tcp/127.0.0.1/$number") 2> /dev/null || { echo "$number"; return; }
  done
}

mkdir -p "$folder"/{munge,state,spool}
chmod 700 "$folder/munge" "$folder/state"
dd if=/dev/urandom of="$folder/munge/key" bs=64 count=1 2> /dev/null
chmod 400 "$folder/munge/key"
munged --foreground --force --key-file "$folder/munge/key" --socket "$folder/munge.socket" \
  --pid-file "$folder/munge/pid" --log-file "$folder/munge/log" --seed-file "$folder/munge/seed" \
  > "$folder/munged.log" 2>&1 &
started+=($!)

cores=$(nproc)
cat > "$folder/slurm.conf" << END
ClusterName=trial
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmUser=root
SlurmctldPort=$(port)
SlurmdPort=$(port)
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
MpiDefault=pmix
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
ReturnToService=2
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmdSpoolDir=$folder/spool
StateSaveLocation=$folder/state
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
SlurmdParameters=config_overrides
NodeName=$(hostname) NodeAddr=127.0.0.1 CPUs=$((cores > 2 ? cores : 2)) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=FORCE:2
END
export SLURM_CONF="$folder/slurm.conf"

slurmctld -D -f "$SLURM_CONF" > "$folder/controller.log" 2>&1 &
started+=($!)
slurmd -D -f "$SLURM_CONF" > "$folder/node.log" 2>&1 &
started+=($!)
for _ in $(seq 60); do
  [ "$(sinfo --noheader --format=%T 2> /dev/null)" = idle ] && break
  sleep 0.5
done
if [ "$(sinfo --noheader --format=%T 2> /dev/null)" != idle ]; then
  tail -n 5 "$folder"/*.log >&2
  cannot "its node does not come up"
fi
"$@"

#!/usr/bin/env bash
# Three chat servers as one, from Debian packages (rabbitmq-server, postgresql, nginx), on loopback, in a temporary folder. Ctrl+C stops and removes all of it.
#   BASE=18080   the first of the ports: nginx; BASE+1 to BASE+3 are the chat servers, BASE+4 to BASE+8 what they use
#   SERVER=…     the folder of the built chat; built here if it is not given
set -euo pipefail

readonly here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) base=${BASE:-18080}
readonly stomp=$((base + 4)) amqp=$((base + 5)) epmd=$((base + 6)) distribution=$((base + 7)) postgres=$((base + 8))
readonly postgres_bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | tail -n 1) rabbit=$(printf '%s\n' /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server | tail -n 1)
readonly nginx=$(PATH="$PATH:/usr/sbin" command -v nginx || true)
folder=$(mktemp -d -t chat-cluster.XXXXXX)
readonly folder
pids=()

say() { printf '%s\n' "$*"; }

need() { [[ -x $1 ]] || { say "Missing: $2 (apt-get install $2)"; exit 1; }; }

# In the order in which they were started, but from the end: clients are told to reconnect before the broker goes.
stop_all() {
  trap - EXIT
  local i pid
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    pid=${pids[i]}
    kill "$pid" 2>/dev/null || continue
    for _ in {1..300}; do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$pid" 2>/dev/null || true
  done
  wait
  rm -rf "$folder"
}
trap stop_all EXIT
trap 'exit 0' INT TERM

# Runs a program in the background, its output in a file of its own, and remembers its pid.
start() {
  local name=$1
  shift
  "$@" >"$folder/$name.log" 2>&1 </dev/null &
  pids+=($!)
}

when_listening() {
  local name=$1 port=$2
  for _ in {1..1200}; do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
    if ! kill -0 "${pids[-1]}" 2>/dev/null; then say "$name ended:"; cat "$folder/$name.log"; exit 1; fi
    sleep 0.1
  done
  say "$name does not listen on port $port."
  exit 1
}

# PostgreSQL refuses to run as root.
as_postgres=()
if [[ $EUID -eq 0 ]]; then as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups); fi

start_rabbit() {
  mkdir "$folder/rabbit"
  cat >"$folder/rabbit/rabbitmq.conf" <<CONF
listeners.tcp.local = 127.0.0.1:$amqp
stomp.listeners.tcp.1 = 127.0.0.1:$stomp
disk_free_limit.absolute = 10MB
CONF
  echo '[rabbitmq_stomp].' >"$folder/rabbit/enabled_plugins"
  export ERL_EPMD_PORT=$epmd ERL_EPMD_ADDRESS=127.0.0.1
  # Erlang would start a name server of its own, which outlives the broker.
  start epmd /usr/bin/epmd -port "$epmd" -address 127.0.0.1
  when_listening epmd "$epmd"
  start rabbitmq env HOME="$folder/rabbit" RABBITMQ_NODENAME=chat@localhost RABBITMQ_DIST_PORT="$distribution" RABBITMQ_CONFIG_FILE="$folder/rabbit/rabbitmq.conf" \
    RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_MNESIA_BASE="$folder/rabbit" RABBITMQ_LOG_BASE="$folder/rabbit" RABBITMQ_PID_FILE="$folder/rabbit/pid" \
    RABBITMQ_ENABLED_PLUGINS_FILE="$folder/rabbit/enabled_plugins" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +sbwt none' "$rabbit"
}

start_postgres() {
  mkdir "$folder/postgres"
  if [[ $EUID -eq 0 ]]; then chmod 711 "$folder" && chown postgres "$folder/postgres"; fi
  (cd / && "${as_postgres[@]}" "$postgres_bin/initdb" -D "$folder/postgres/data" -U postgres -A trust -E UTF8 --locale=C >"$folder/initdb.log")
  start postgres "${as_postgres[@]}" "$postgres_bin/postgres" -D "$folder/postgres/data" -c listen_addresses=127.0.0.1 -c port="$postgres" -c unix_socket_directories= \
    -c max_connections=200
  when_listening postgres "$postgres"
  until "${as_postgres[@]}" "$postgres_bin/createdb" -h 127.0.0.1 -p "$postgres" -U postgres chat 2>/dev/null; do sleep 0.1; done
}

# What the servers have to agree on; the rest is each one's own.
start_chat() {
  local number=$1 port=$((base + $1))
  start "chat$number" dotnet "$server/ChatServer.dll" --urls "http://127.0.0.1:$port" \
    --Broker:Relay:Addresses:0="127.0.0.1:$stomp" --Cluster:NodeName="chat$number" --Chat:ServerName="chat$number" \
    --Chat:Storage=Postgres --Chat:ConnectionString="Host=127.0.0.1;Port=$postgres;Username=postgres;Database=chat"
  when_listening "chat$number" "$port"
}

start_nginx() {
  sed -e "s|@FOLDER@|$folder|; s|@PORT@|$base|; s|@CHAT1@|$((base + 1))|; s|@CHAT2@|$((base + 2))|; s|@CHAT3@|$((base + 3))|" "$here/nginx.conf" >"$folder/nginx.conf"
  start nginx "$nginx" -p "$folder" -c nginx.conf -e stderr -g 'daemon off;'
  when_listening nginx "$base"
}

need /usr/bin/epmd rabbitmq-server
need "$rabbit" rabbitmq-server
need "$postgres_bin/initdb" postgresql
need "${nginx:-none}" nginx
server=${SERVER:-}
if [[ -z $server ]]; then
  say "Building the chat"
  dotnet build "$here/../../src/ChatServer" --configuration Release --verbosity quiet
  server=$here/../../src/ChatServer/bin/Release/net10.0
fi
export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-$folder}"

say "Starting RabbitMQ and PostgreSQL in $folder"
start_rabbit
start_postgres
when_listening rabbitmq "$stomp"
say "Starting three chat servers"
for number in 1 2 3; do start_chat "$number"; done
start_nginx
say "The chat is at http://localhost:$base (its servers at ports $((base + 1)) to $((base + 3))). Pids: ${pids[*]}. Ctrl+C stops all of it."
wait "${pids[-1]}"

"""What runs the atlas on many machines: read by real parsers, and held against the app."""

import ast
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bench.processes import free_port
from deploy.acts import Row
from deploy.failover import table
from deploy.proxy import TEMPLATE, checked, nginx_path, site, write_configuration
from deploy.readers import Steps, query_at, whole_record

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PORT = 8501
HARDENED = ("cap_drop", "read_only", "security_opt")


def read_yaml(file):
    """The documents of a YAML file."""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    return list(yaml.safe_load_all(file.read_text(encoding="utf-8")))


def probed_paths():
    """The paths that app.py answers an orchestrator under."""
    called = ast.walk(ast.parse((ROOT / "app.py").read_text(encoding="utf-8")))
    words = [word for it in called if isinstance(it, ast.Call) for word in it.keywords]
    return {it.arg: it.value.value for it in words if it.arg in ("ready", "health")}


def containerfile():
    """The instructions of the container file, each on one line."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [it.split(maxsplit=1) for it in text.splitlines() if it and not it.startswith("#")]
    return [(name, rest) for name, rest in lines]


@pytest.fixture
def compose():
    [whole] = read_yaml(DEPLOY / "compose.yaml")
    return whole["services"]


@pytest.fixture
def manifests():
    found = {}
    for file in (DEPLOY / "kubernetes").glob("*.yaml"):
        for manifest in read_yaml(file):
            found[manifest["kind"]] = manifest
    return found


def test_the_container_runs_as_nobody_on_a_pinned_python():
    given = dict(containerfile())
    assert re.fullmatch(r"python:3\.\d+-slim", given["FROM"])
    assert given["USER"] == "10001:10001"
    assert given["EXPOSE"] == str(PORT)
    settings = " ".join(rest for name, rest in containerfile() if name == "ENV")
    assert f"STREAMLIT_SERVER_PORT={PORT}" in settings
    assert "STREAMLIT_SERVER_ADDRESS=0.0.0.0" in settings
    assert f"127.0.0.1:{PORT}{probed_paths()['health']}" in given["HEALTHCHECK"]


def test_the_container_holds_all_that_is_copied_and_no_secrets():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = [it[1:] for it in ignored if it.startswith("!")]
    kept_out = [it for it in ignored if it and it[0] not in "!#*"]
    assert ignored[1] == "*"
    assert ".streamlit/secrets.toml" in kept_out
    for name, rest in containerfile():
        if name == "COPY":
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists()
                assert any(fnmatch(source, it) or source.startswith(f"{it}/") for it in let_in)


def test_nginx_accepts_its_configuration(tmp_path):
    if not nginx_path():
        pytest.skip("nginx is not installed")
    replicas = ["127.0.0.1:1", "127.0.0.1:2"]
    content = site(f"127.0.0.1:{free_port()}", replicas, resolver="resolver 127.0.0.1;")
    said = checked(tmp_path, write_configuration(tmp_path, content))
    assert "syntax is ok" in said.stderr, said.stderr
    assert said.returncode == 0, said.stderr


def test_the_template_is_filled_in():
    content = site(8080, ["one:1", "two:2"])
    assert "${" not in content
    assert "listen 8080;" in content
    assert content.count("max_fails=1 fail_timeout=2s;") == 2 + 1  # and once in the explanation
    assert "$http_upgrade" in content


def test_compose_has_three_hardened_replicas_that_nginx_knows(compose):
    replicas = [name for name in compose if name.startswith("app-")]
    assert len(replicas) == 3
    for service in compose.values():
        assert [service[it] for it in HARDENED] == [["ALL"], True, ["no-new-privileges:true"]]
        assert any(it.startswith("/tmp") for it in service["tmpfs"])
    for name in replicas:
        assert compose[name]["build"]["dockerfile"] == "deploy/Containerfile"
        assert (DEPLOY / compose[name]["build"]["context"]).resolve() == ROOT
        assert compose[name]["expose"] == [str(PORT)]
        asked = compose[name]["healthcheck"]["test"][-1]
        assert f"127.0.0.1:{PORT}{probed_paths()['ready']}'" in asked
    servers = compose["nginx"]["environment"]["REPLICAS"].splitlines()
    assert [it.split()[1] for it in servers] == [f"{name}:{PORT}" for name in replicas]
    assert all(" resolve " in it for it in servers)
    assert sorted(compose["nginx"]["depends_on"]) == sorted(replicas)


def test_compose_fills_in_all_of_the_template(compose):
    placeholders = set(re.findall(r"\$\{(\w+)\}", TEMPLATE.read_text(encoding="utf-8")))
    nginx = compose["nginx"]
    assert placeholders == {"PORT", "REPLICAS", "RESOLVER"}
    assert placeholders <= set(nginx["environment"])
    pattern = nginx["environment"]["NGINX_ENVSUBST_FILTER"].replace("$$", "$")
    assert all(re.fullmatch(pattern, it) for it in placeholders)
    source, target, _ = nginx["volumes"][0].split(":")
    assert (DEPLOY / source).resolve() == TEMPLATE
    assert target.endswith(".template")
    assert nginx["ports"][0].endswith(f":{nginx['environment']['PORT']}")


def test_kubernetes_runs_it_as_nobody_with_nothing_to_write_to(manifests):
    pod = manifests["Deployment"]["spec"]["template"]["spec"]
    [container] = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert f"{pod['securityContext']['runAsUser']}:" in dict(containerfile())["USER"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert [it["mountPath"] for it in container["volumeMounts"]] == ["/tmp"]
    assert [it["containerPort"] for it in container["ports"]] == [PORT]


def test_kubernetes_probes_what_the_app_answers(manifests):
    [container] = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]
    paths = {
        name: container[f"{name}Probe"]["httpGet"]["path"]
        for name in ("startup", "liveness", "readiness")
    }
    health, ready = probed_paths()["health"], probed_paths()["ready"]
    assert paths == {"startup": health, "liveness": health, "readiness": ready}


def test_kubernetes_takes_no_replica_away_before_another_is_there(manifests):
    deployment = manifests["Deployment"]["spec"]
    pod = deployment["template"]["spec"]
    [container] = pod["containers"]
    assert deployment["replicas"] == 3
    assert deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    pause = int(container["lifecycle"]["preStop"]["exec"]["command"][-1])
    assert pause < pod["terminationGracePeriodSeconds"]
    scaler = manifests["HorizontalPodAutoscaler"]["spec"]
    assert scaler["minReplicas"] == deployment["replicas"]
    assert scaler["scaleTargetRef"]["name"] == manifests["Deployment"]["metadata"]["name"]


def test_kubernetes_keeps_a_reader_with_a_replica(manifests):
    ingress = manifests["Ingress"]["metadata"]["annotations"]
    said = {name.rpartition("/")[2]: value for name, value in ingress.items()}
    assert said["affinity"] == "cookie"
    assert said["session-cookie-change-on-failure"] == "true"
    [rule] = manifests["Ingress"]["spec"]["rules"]
    service = rule["http"]["paths"][0]["backend"]["service"]
    assert service["name"] == manifests["Service"]["metadata"]["name"]
    assert all(isinstance(value, str) for value in ingress.values())


def test_the_manifests_are_all_listed_and_fit_together(manifests):
    listed = set(manifests["Kustomization"]["resources"])
    there = {it.name for it in (DEPLOY / "kubernetes").glob("*.yaml")}
    assert listed == there - {"kustomization.yaml"}
    if not shutil.which("kubectl"):
        pytest.skip("kubectl is not installed")
    command = ["kubectl", "kustomize", str(DEPLOY / "kubernetes")]
    made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    yaml = pytest.importorskip("yaml")
    by_kind = {it["kind"]: it for it in yaml.safe_load_all(made)}
    labels = by_kind["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert by_kind["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert by_kind["Service"]["spec"]["selector"] == labels
    assert by_kind["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels


def test_nothing_names_a_registry():
    for file in [DEPLOY / "Containerfile", *DEPLOY.rglob("*.yaml")]:
        images = re.findall(r"(?:FROM|image:|newName:) +(\S+)", file.read_text(encoding="utf-8"))
        assert not [it for it in images if "." in it.split("/")[0].split(":")[0]], file


def test_a_reader_who_waited_too_long_is_lost():
    row = Row("killed")
    row.add(Steps(times=[0.4, 1.2], again=1))
    row.add(Steps(times=[5.1]))
    row.add(Steps(times=[0.3], faults=["a dialog: Connection error"]))
    row.add(Steps())
    assert (row.readers, len(row.times), row.again) == (4, 4, 1)
    assert row.lost == ["a step of 5.1 s", "a dialog: Connection error", "no step at all"]
    assert table([row]).splitlines()[1].split()[1:] == [
        *("4", "4", "0.80", "s", "5.10", "s", "1", "3")
    ]


def test_readers_begin_anywhere_in_the_record():
    record = whole_record()
    assert len(record) > 100
    assert query_at(record[0]) == f"event={record[0].id}&story=record"

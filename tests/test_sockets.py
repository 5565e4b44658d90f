"""Sockets that send at once."""

import socket
from contextlib import closing

import pytest

from geo import sockets
from geo.sockets import send_at_once


@pytest.fixture
def bound():
    """A socket as Streamlit makes its own."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as server:
        server.bind(("127.0.0.1", 0))
        yield server


def waits(server):
    """Whether connections that the server accepts hold back what is not acknowledged."""
    server.listen()
    with socket.create_connection(server.getsockname()), closing(server.accept()[0]) as accepted:
        return accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0


def test_connections_hold_back_what_they_send(bound):
    assert waits(bound)


def test_connections_of_a_bound_socket_send_at_once(bound):
    send_at_once()
    assert not waits(bound)


def test_other_sockets_and_files_are_left_alone(tmp_path):
    one, other = socket.socketpair()
    with one, other, (tmp_path / "open").open("w"):
        send_at_once()
        one.sendall(b"as before")
        assert other.recv(9) == b"as before"


def test_a_system_that_does_not_list_its_files_is_left_as_it_is(bound, monkeypatch, tmp_path):
    monkeypatch.setattr(sockets, "OPEN_FILES", tmp_path / "none")
    send_at_once()
    assert waits(bound)

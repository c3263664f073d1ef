package io.github.pocstate.lab;

/** Which NetBox stands in front of the lab's database. */
public enum NetBoxKind {
    /** A small one in Java, in this process, with the parts of the REST API that the phases use. */
    EMBEDDED,
    /** NetBox itself, installed from PyPI. */
    REAL
}

package io.github.pocstate.lab.internal.netbox.model;

/** What a kind of object demands beyond its fields, and what follows from writing one. */
interface Rules {

    Rules NONE = new Rules() {};

    /** Before an object is saved: what is wrong with it as a whole. */
    default void check(Draft draft, Work work, FieldErrors errors) {}

    /** After an object was saved. */
    default void saved(Draft draft, long id, Work work) {}

    /** Before an object is deleted. */
    default void deleting(long id, Work work) {}

    /** After an object was deleted. */
    default void deleted(Work work) {}
}

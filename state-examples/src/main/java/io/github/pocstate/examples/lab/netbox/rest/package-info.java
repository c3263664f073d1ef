/** Requests and answers of the embedded NetBox: tokens, pages, bulk writes, errors. Start at Api. */
@NullMarked
package io.github.pocstate.examples.lab.netbox.rest;

import org.jspecify.annotations.NullMarked;

/** Requests and answers of the embedded NetBox: tokens, pages, bulk writes, errors. Start at Api. */
@NullMarked
package io.github.pocstate.lab.internal.netbox.rest;

import org.jspecify.annotations.NullMarked;

"""A local WeCom and Authing: state, routes, virtual phone, control. Modelled where the reference says so."""

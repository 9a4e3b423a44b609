// Makes the buttons [data-use-position] ask the phone where it is (src/ui/UsePosition.svelte). Plain ES5: it has to run on
// old phones. Only a position rounded to three decimals (about 100 metres, WGS-84) leaves the phone, in the form's own fields.
(function () {
	// Browsers give a position to secure pages only.
	if (!navigator.geolocation || window.isSecureContext === false) return;

	function use(button) {
		var form = button.form;
		var says = document.getElementById(button.getAttribute('aria-describedby'));
		button.disabled = true;
		says.textContent = button.getAttribute('data-busy');
		navigator.geolocation.getCurrentPosition(
			function (found) {
				['lon', 'lat'].forEach(function (name) {
					var field = form.elements[name];
					field.value = found.coords[name === 'lon' ? 'longitude' : 'latitude'].toFixed(3);
					field.disabled = false;
				});
				// The compound chosen before would outrank the position.
				if (form.elements.near) form.elements.near.value = '';
				form.submit();
			},
			function () {
				button.disabled = false;
				says.textContent = button.getAttribute('data-failed');
			},
			{ maximumAge: 60000, timeout: 15000 }
		);
	}

	Array.prototype.forEach.call(document.querySelectorAll('[data-use-position]'), function (button) {
		button.parentNode.hidden = false;
		button.addEventListener('click', function () {
			use(button);
		});
		// Come back to by the back button, the page is as it was left: with its button asleep.
		window.addEventListener('pageshow', function () {
			button.disabled = false;
		});
	});
})();

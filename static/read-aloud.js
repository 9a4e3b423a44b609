// Makes the buttons [data-read-aloud] speak (src/ui/ReadAloud.svelte). Plain ES5: it has to run on old phones.
(function () {
	var speech = window.speechSynthesis;
	if (!speech || !window.SpeechSynthesisUtterance) return;

	var buttons = document.querySelectorAll('[data-read-aloud]');
	var speaking = null;

	function stop() {
		if (!speaking) return;
		speaking.setAttribute('aria-pressed', 'false');
		speaking.lastElementChild.textContent = speaking.getAttribute('data-start');
		speaking = null;
		speech.cancel();
	}

	// Long utterances are cut off by several engines, so the text is spoken sentence by sentence.
	function sentences(text) {
		return text.match(/[^。！？；.!?\n]+[。！？；.!?]*/g) || [];
	}

	function start(button) {
		var target = document.getElementById(button.getAttribute('data-read-aloud'));
		if (!target) return;
		stop();
		speaking = button;
		button.setAttribute('aria-pressed', 'true');
		button.lastElementChild.textContent = button.getAttribute('data-stop');
		var parts = sentences(target.innerText).filter(function (part) {
			return part.trim();
		});
		if (!parts.length) return stop();
		parts.forEach(function (part, i) {
			var utterance = new SpeechSynthesisUtterance(part);
			// An English page may hold what people wrote in Chinese.
			utterance.lang = /[\u4e00-\u9fff]/.test(part) ? 'zh-CN' : document.documentElement.lang || 'zh-CN';
			utterance.rate = 0.85;
			if (i === parts.length - 1) {
				utterance.onend = function () {
					if (speaking === button) stop();
				};
			}
			speech.speak(utterance);
		});
	}

	Array.prototype.forEach.call(buttons, function (button) {
		button.setAttribute('data-start', button.lastElementChild.textContent);
		button.hidden = false;
		button.addEventListener('click', function () {
			if (speaking === button) stop();
			else start(button);
		});
	});
	window.addEventListener('pagehide', stop);
})();
